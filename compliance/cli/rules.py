"""`compliance rules list|show|lint|test`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.texts import LANG, t

pack_option = click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
lang_option = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False
)


@click.group(help=t("rules_group_help"))
def command() -> None:
    """The rules themselves."""


@command.command("list", help=t("rules_list_help"))
@pack_option
@lang_option
def list_(packs: tuple[Path, ...]) -> int:
    """One line for each requirement and cross-check."""
    from compliance.report.words import words_for
    from compliance.rules.loading import rules_with

    rules, words = rules_with(packs), words_for(LANG)
    for rule in rules.requirements.values():
        editions = [number for number, edition in sorted(rules.editions.items()) if rule.id in edition.requirements]
        level = rules.editions[editions[-1]].requirements[rule.id].obligation
        click.echo(f"{rule.id}\t{words.obligation(level)}\t{' '.join(editions)}\t{rule.title}")
    for check in rules.cross_checks.values():
        click.echo(f"{check.id}\t{words[check.severity]}\t-\t{check.title}")
    return 0


@command.command("show", help=t("rules_show_help"))
@click.argument("id_", metavar="ID")
@pack_option
@lang_option
def show(id_: str, packs: tuple[Path, ...]) -> int:
    """The definition of one requirement or cross-check."""
    from compliance.report.definition import render
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    if id_ not in rules.requirements and id_ not in rules.cross_checks:
        raise click.UsageError(t("no_such_id", id=id_))
    click.echo(render(rules, id_, LANG), nl=False)
    return 0


@command.command("lint", help=t("rules_lint_help"))
@click.argument("packs", nargs=-1, type=click.Path(path_type=Path), metavar="[PACK...]")
@lang_option
def lint(packs: tuple[Path, ...]) -> int:
    """Load everything; faults are printed by the command group."""
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    click.echo(
        t(
            "rules_ok",
            requirements=len(rules.requirements),
            checks=len(rules.cross_checks),
            elements=len(rules.elements),
            concepts=len(rules.concepts),
            editions=len(rules.editions),
        )
    )
    return 0


@command.command("learn", help=t("rules_learn_help"))
@click.argument(
    "passages", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="[JSONL...]"
)
@click.option(
    "--plan",
    "plans",
    multiple=True,
    type=(click.Path(path_type=Path, exists=True), click.Path(path_type=Path, exists=True)),
    metavar="計画 判定",
    help=t("learn_plan_help"),
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=t("learn_output_help"))
@lang_option
def learn(passages: tuple[Path, ...], plans: tuple[tuple[Path, Path], ...], output: Path) -> int:
    """Learn the likeness of wordings from the rules' own examples, passages and labelled plans."""
    from compliance.examples import load_examples, rules_examples
    from compliance.likeness_training import learn, lines_of
    from compliance.rules.likeness import save_likeness
    from compliance.rules.loading import national_rules

    rules = national_rules()
    examples = [*rules_examples(rules), *(example for file in passages for example in load_examples(file))]
    lines = [line for document, labels in plans for line in lines_of(document, labels, rules)]
    try:
        model = learn(examples, lines, rules)
    except ModuleNotFoundError as error:
        raise click.ClickException(t("learn_needs")) from error
    save_likeness(model, output)
    click.echo(t("learned", ids=len(model.ids), features=len(model.features), file=output), err=True)
    return 0


@command.command("test", help=t("rules_test_help"))
@click.option(
    "--examples", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=None, help=t("examples_help")
)
@click.option("--min", "least", type=click.FloatRange(0, 1), default=None, help=t("min_help"))
@pack_option
@lang_option
def test(examples: Path | None, least: float | None, packs: tuple[Path, ...]) -> int:
    """Judge examples; exit 1 when the rules' own ones differ, or agreement is below the bound."""
    from compliance.examples import judge, load_examples, rules_examples
    from compliance.report.examples import render, share
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    judged = judge(rules, load_examples(examples) if examples else rules_examples(rules))
    click.echo(render(judged), nl=False)
    bound = least if least is not None else (0.0 if examples else 1.0)
    return 0 if share(judged) >= bound else 1
