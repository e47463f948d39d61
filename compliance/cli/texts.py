"""What the commands say, in Japanese and English. The language is settled before the first help text is made."""

from __future__ import annotations

import os
import sys


def _language() -> str:
    """`--lang` on the command line, else the variable COMPLIANCE_LANG, else Japanese."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        value = (
            argument[7:]
            if argument.startswith("--lang=")
            else arguments[index + 1]
            if (argument == "--lang" and index + 1 < len(arguments))
            else ""
        )
        if value in ("ja", "en"):
            return value
    return "en" if os.environ.get("COMPLIANCE_LANG") == "en" else "ja"


LANG = _language()

TEXTS: dict[str, tuple[str, str]] = {
    "main_help": (
        "自治体のDX計画を、国の「自治体DX推進計画」に照らして点検します。\n\n終了コード: 0 指摘なし、1 対応が必要な確かな指摘あり、"
        "2 使い方の誤り・読めない入力・規則の誤り、3 このツールの不具合。",
        "Checks municipal DX plans against the national plan.\n\nExit codes: 0 clean, 1 findings that fail the gate, "
        "2 usage, unreadable input or bad rule, 3 our own fault.",
    ),
    "lang_help": ("表示の言語(ja: 日本語、en: 英語)", "language of messages"),
    "version_help": ("版を表示して終わります。", "show the version"),
    "usage_error": ("使い方の誤り: {message}", "usage: {message}"),
    "usage_hint": ("使い方は {command} --help で見られます。", "see {command} --help"),
    "no_such_option": ("「{name}」というオプションはありません。", "no such option: {name}"),
    "missing_parameter": ("{name} がありません。", "missing {name}"),
    "bad_choice": ("{name} に使える値: {choices}", "{name} takes one of {choices}"),
    "no_such_command": ("そのコマンドはありません。使えるコマンド: {names}", "no such command; commands: {names}"),
    "os_error": (
        "{file}: 開けない又は書けません({why})。場所と権限を確かめてください。",
        "{file}: can't open or write ({why})",
    ),
    "our_fault": (
        "このツールの不具合です({what})。判定は出していません。この表示を添えて開発元へ知らせてください。",
        "our own fault ({what}); no verdict was given",
    ),
    "check_help": (
        "計画を点検し、要件ごとの判定を根拠とともに示します。PATH は計画書(.md .txt)又は計画モデル(.yaml)です。",
        "Check plans (documents or YAML plan models), requirement by requirement, with evidence.",
    ),
    "edition_help": (
        "国の計画の版(auto: 策定日から選ぶ、latest: 基準日の最新、又は 2.0 2.2 3.0 4.0 5.0)",
        "edition: auto, latest or 2.0 2.2 3.0 4.0 5.0",
    ),
    "as_of_help": ("基準日(YYYY-MM-DD、既定は今日)", "as-of date (default today)"),
    "format_help": ("標準出力の形式", "format on standard output"),
    "output_help": ("形式:ファイル。何度でも書けます(例 -o json:result.json)", "FORMAT:PATH, repeatable"),
    "engine_help": (
        "推論エンジン(durable: durable_rules と照合器、reference: 照合器だけ)",
        "durable (with cross-check) or reference",
    ),
    "fail_on_help": ("終了コード 1 とする義務の程度の下限", "lowest obligation that fails"),
    "fail_on_partial_help": ("一部記載も、対応が必要な指摘に数えます。", "partial fails too"),
    "select_help": ("点検する要件(ID 又は主題。何度でも)", "requirements to show (id or topic), repeatable"),
    "ignore_help": ("除く要件(ID 又は主題。何度でも)", "requirements to leave out (id or topic), repeatable"),
    "allow_unread_help": ("読めない箇所があっても終了コード 2 にしません。", "unread parts do not cause exit 2"),
    "quiet_help": ("対応が必要な確かな指摘だけを表示します。", "show only findings that fail the gate"),
    "rules_help": ("規則のフォルダーを加えます(県独自の規則など。何度でも)", "add a rule folder, repeatable"),
    "documents_help": (
        "計画モデルの引用を戻すための原文のフォルダー",
        "folder of the source documents, to restore quotes",
    ),
    "bad_date": ("日付「{value}」は YYYY-MM-DD で書いてください。", "write the date {value!r} as YYYY-MM-DD"),
    "bad_output": (
        "-o は 形式:ファイル で書いてください(形式: {formats})。",
        "-o takes FORMAT:PATH (formats: {formats})",
    ),
    "empty_selection": ("選んだ範囲に要件も点検項目もありません。", "nothing is selected"),
    "no_plan": (
        "{path}: DX計画として読み取れる記載がほとんどありません。計画書のファイルかどうか確かめてください。",
        "{path}: hardly anything here reads like a DX plan; is it the right file?",
    ),
    "would_overwrite": (
        "{path} は点検する計画か、ほかの出力先と同じです。別の名前にしてください。",
        "{path} is a plan or another output; choose another name",
    ),
    "bad_select": (
        "「{value}」という要件・主題はありません。例: STD、SEC-03、CON-04",
        "no requirement or topic {value!r}",
    ),
    "checking": ("点検しています: {path}", "checking: {path}"),
    "wrote": ("書きました: {path}", "wrote: {path}"),
    "explain_help": (
        "一つの要件又は点検項目の判定の理由(基準、条項、決め手となった記述、又は不在の証明)を示します。",
        "Show why one requirement or cross-check was judged so.",
    ),
    "no_such_id": (
        "「{id}」という要件・点検項目はありません。compliance rules list で一覧を見られます。",
        "no requirement or cross-check {id!r}",
    ),
    "extract_help": (
        "計画書から計画モデル(YAML)を作ります。直して点検に使えます。",
        "Make a plan model (YAML) from a document.",
    ),
    "extract_output_help": ("書き出すファイル(- は標準出力)", "file to write (- for standard output)"),
    "quotes_help": (
        "引用文を書くかどうか(書かないときは位置とハッシュだけ)",
        "write quotes, or only places and hashes",
    ),
    "review_help": (
        "見直した計画モデル。その review の直しを、新しく抽出したものにもう一度当てます。",
        "a reviewed plan model: its corrections are made again on the new extraction",
    ),
    "rules_group_help": ("規則の一覧、内容、検査、例による試験", "List, show, lint and test the rules."),
    "rules_list_help": ("要件と点検項目の一覧", "List requirements and cross-checks."),
    "rules_show_help": ("一つの要件又は点検項目の定義", "Show one requirement or cross-check."),
    "rules_lint_help": ("規則の誤りを全て示します。", "Report every fault in the rules."),
    "rules_test_help": (
        "規則に付いた例文、又は --examples の JSONL を判定し、一致の割合を示します。",
        "Judge the rules' own examples, or a JSONL file.",
    ),
    "examples_help": ("判定する例文(JSONL: id, status, text)", "labelled passages (JSONL)"),
    "min_help": ("例文の一致がこの割合に満たないとき終了コード 1", "exit 1 when agreement is below this share"),
    "rules_ok": (
        "規則に誤りはありません。要件 {requirements}、点検項目 {checks}、要素 {elements}、概念 {concepts}、版 {editions}",
        "no faults: {requirements} requirements, {checks} cross-checks, {elements} elements, {concepts} concepts, {editions} editions",
    ),
    "audit_help": (
        "フォルダーにある計画を全て点検し、団体ごとの結果、要件の一覧(Excel)、概況の頁(index.html)を一つのフォルダーに書きます。"
        "途中で止めても、もう一度行えば続きから進みます。",
        "Check all plans of folders; write results, a matrix (Excel) and a dashboard (index.html). Goes on where it was stopped.",
    ),
    "audit_output_help": ("書き出すフォルダー", "folder to write"),
    "register_help": (
        "団体の名簿(CSV 又は Excel: 団体コード、団体名、種別、人口区分、ファイル)。計画のない団体は未提出とします。",
        "who is expected (CSV or Excel); those without a plan are reported as not submitted",
    ),
    "previous_help": (
        "前回のフォルダー。新たに満たした要件、失われた記載を示します。",
        "the folder of last time, to compare with",
    ),
    "letters_help": ("団体ごとの助言の手紙(docx)も書きます。", "write a letter for each municipality too"),
    "with_examples_help": ("手紙に、ほかの団体の記載の例を添えます。", "put examples of peers into the letters"),
    "trend_help": (
        "何回かの audit の結果を古い順に並べ、要件ごと・主題ごとの「記載あり」の割合の移り変わりを示します。",
        "Shares of satisfied requirements over several audits, in the order given.",
    ),
    "trend_output_help": ("グラフのある頁(HTML)を書くファイル", "an HTML page with charts to write"),
    "cluster_help": (
        "Dask のスケジューラーのアドレス(例 tcp://host:8786)。この機械ではなく、そのクラスターで点検します。",
        "address of a Dask scheduler that does the work instead of this machine",
    ),
    "jobs_help": ("同時に点検する数", "plans checked at a time"),
    "no_plans": (
        "計画書のフォルダー又はファイル、あるいは名簿(--register)を指定してください。",
        "name folders or files of plans, or a register",
    ),
    "auditing": ("点検", "checking"),
    "audited": (
        "点検 {assessed} 団体、読めない {unread}、未提出 {not_submitted}",
        "{assessed} checked, {unread} unreadable, {not_submitted} not submitted",
    ),
    "audit_unread": ("{name}: 読めません。{why}", "{name}: unreadable. {why}"),
    "audit_absent": ("{name}: 未提出です。", "{name}: not submitted"),
    "audit_written": ("{path} の {count} 個のファイルを書き換えました。", "{count} files written in {path}"),
    "config_help": (
        "設定ファイル。既定は、今のフォルダーかその上にある compliance.yaml、又は pyproject.toml の [tool.compliance]",
        "configuration; by default compliance.yaml or [tool.compliance] of pyproject.toml here or above",
    ),
    "show_config_help": ("今の設定と、それがどこから来たかを示します。", "show every setting and where it comes from"),
    "no_paths": (
        "点検する計画書を指定してください(又は設定ファイルの paths に書いてください)。",
        "name a plan (or give paths in the configuration)",
    ),
    "origin_command": ("コマンドの引数", "command line"),
    "origin_environment": ("環境変数", "environment"),
    "origin_default": ("既定", "default"),
    "report_help": (
        "check が書いた JSON から、報告をもう一度作ります。",
        "Render results of check again.",
    ),
    "letter_help": (
        "助言の手紙(docx)のひな形。既定の代わりに使います。",
        "a template for the letter (docx) in place of the shipped one",
    ),
    "as_one_help": (
        "いくつかのファイル、又は .zip を、名前の順に一つの計画として読みます。",
        "read several files, or a .zip, as one plan in the order of their names",
    ),
    "password_help": (
        "PDF を開くパスワードを書いたファイル(一行目)",
        "a file whose first line is the password that opens the PDF",
    ),
    "extract_as_one": (
        "計画書は一つだけ指定してください。一つの計画が複数のファイルに分かれているときは --as-one を付けてください。",
        "name one document; --as-one reads several files as one plan",
    ),
    "diff_help": (
        "計画の改定の前と後(計画書、計画モデル、又は check の JSON)を比べ、確認できなくなった記載、弱くなった記載、遅れた期限、"
        "なくなった・下がった指標、新たに満たした要件を示します。確かな判定が悪くなったとき終了コード 1。",
        "Compare two states of a plan: what was lost, weakened, delayed, dropped, lowered, newly met. Exit 1 when a firm "
        "verdict got worse.",
    ),
    "diff_editions": (
        "前(第{old}版)と後(第{new}版)に照らした版が違うため比べられません。同じ版で点検し直してください。",
        "assessed under different editions ({old}, {new}); assess both under one",
    ),
    "editions_help": ("国の計画の版", "Editions of the national plan."),
    "editions_diff_help": (
        "国の計画の二つの版の間で加わった・なくなった・変わった要件と、計画を挙げたときは、その計画の状況を示します。",
        "Requirements added, dropped or changed between two editions, and how a plan stands on them.",
    ),
    "no_such_edition": ("第{edition}版はありません。ある版: {known}", "no edition {edition}; known: {known}"),
    "waivers_help": ("免除(誰が、なぜ、いつまで)の点検と一覧", "Check and list waivers."),
    "waivers_lint_help": ("免除の誤り、期限切れ、重なりを示します。", "Report faults, expired and double waivers."),
    "waivers_list_help": ("免除の一覧(期限の早い順)", "List waivers, those that end first before the others."),
    "waivers_ok": ("免除 {count} 件に誤りはありません。", "{count} waivers, no faults"),
    "waiver_in_force": ("有効", "in force"),
    "waiver_expired": ("期限切れ", "expired"),
    "waiver_not_yet": ("開始前", "not yet"),
    "waiver_unreadable": ("日付が読めない(期限切れとして扱う)", "unreadable date (counts as expired)"),
    "waivers_option_help": (
        "免除のファイル(YAML)。有効な免除がある指摘は「免除」とし、不合格にしません。",
        "waivers (YAML): what they exempt is waived and does not gate",
    ),
    "no_waivers_help": ("免除を当てません。", "apply no waivers"),
    "corrections_help": (
        "人の判定のファイル(YAML)。道具の判定とともに示します。",
        "corrections (YAML): shown with the tool's verdicts",
    ),
    "baseline_help": (
        "すでに知っている指摘のファイル。そこにない指摘だけで合否を決めます。",
        "known findings: only others gate",
    ),
    "baseline_group_help": (
        "すでに知っている指摘の一覧を作り、直します。",
        "Make and update the list of known findings.",
    ),
    "baseline_create_help": (
        "計画(又は check の JSON)の今の指摘を、知っているものとして書き出します。",
        "Write today's findings as known.",
    ),
    "baseline_update_help": ("新しい指摘を加えます。", "Add the findings that are new."),
    "baseline_prune_help": ("これらの計画の、解消した指摘を除きます。", "drop those of these plans that are fixed"),
    "baseline_output_help": ("書き出すファイル", "file to write"),
    "baseline_written": ("{count} 件の指摘を {path} に書きました。", "wrote {count} known findings to {path}"),
    "baseline_updated": (
        "{path} に {added} 件を加え、{dropped} 件を除きました。",
        "added {added} and dropped {dropped} in {path}",
    ),
    "review_group_help": ("人の判定", "What persons found."),
    "review_import_help": (
        "check の -o xlsx: で書いたブックの「人の判定」の列を読み、人の判定のファイル(YAML)に加えます。",
        "Read the column of persons' verdicts of a workbook into a file of corrections (YAML).",
    ),
    "review_output_help": ("人の判定のファイル(あれば、そこに加える)", "file of corrections (added to when it exists)"),
    "review_imported": ("人の判定 {count} 件を {path} に書きました。", "wrote {count} corrections to {path}"),
    "rules_learn_help": (
        "例文(規則のもの、JSONL)と判定済みの計画から、言い方の近さのモデルを作ります。判定には使わず、人に確かめてもらうところを選びます。",
        "Learn the likeness of wordings from examples and labelled plans: it marks verdicts to be confirmed.",
    ),
    "learn_plan_help": ("判定済みの計画書と、その判定(YAML)", "a labelled plan and its labels"),
    "learn_output_help": ("書き出すモデル", "the model to write"),
    "learn_needs": (
        "rules learn には scikit-learn が要ります: pip install 'jichitai-dx-compliance[learn]'",
        "rules learn needs scikit-learn: pip install 'jichitai-dx-compliance[learn]'",
    ),
    "learned": (
        "{ids} 要件、{features} 個の手がかりのモデルを {file} に書きました。",
        "wrote a model of {ids} requirements and {features} features to {file}",
    ),
    "agreement_help": (
        "同じ計画を判定した二つのファイル(読み手の判定の YAML、又は check の JSON)を比べ、一致の割合、Cohen の kappa、"
        "Krippendorff の alpha を、ブートストラップの区間とともに示します。先に挙げたものを基準とします。",
        "Compare two judgements of the same plans (labels in YAML, or assessment JSON): share, Cohen's kappa, "
        "Krippendorff's alpha, with bootstrap intervals. The file named first is the reference.",
    ),
    "agreement_needs": (
        "agreement には nltk が要ります: pip install 'jichitai-dx-compliance[agreement]'",
        "agreement needs nltk: pip install 'jichitai-dx-compliance[agreement]'",
    ),
    "schema_help": (
        "JSON Schema を出力します(plan: 計画モデル、assessment: 点検結果)。",
        "Print the JSON Schema of plan or assessment.",
    ),
}


def t(key: str, **values: object) -> str:
    """The text of a key in the language in force."""
    return TEXTS[key][1 if LANG == "en" else 0].format(**values) if values else TEXTS[key][1 if LANG == "en" else 0]
