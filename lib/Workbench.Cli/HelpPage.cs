using System.CommandLine;
using System.CommandLine.Invocation;
using Workbench.Figures.Display;

namespace Workbench.Cli;

/// <summary>What <c>--help</c> prints: what a command does, how it is written, and what its arguments and options are.</summary>
internal sealed class HelpPage : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Console.WriteLine(Of(parseResult.CommandResult.Command, Terminal.TextWidth));
        return CommandRunner.Done;
    }

    /// <summary>The page of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="width">Characters of a line; those of examples may be longer.</param>
    public static string Of(Command command, int width) => string.Join('\n', [
        .. TextLayout.Paragraphs(command.Description ?? "", width),
        "Usage:",
        .. TextWrap.Lines(Usage(command), width - 2).Select(line => $"  {line}"),
        .. Section("Commands", command.Subcommands.Where(inner => !inner.Hidden)
            .Select(inner => (inner.Name, CommandText.FirstSentence(inner.Description))), width),
        .. Section("Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")), width),
        .. Section("Options", OptionsOf(command).Select(option => (CommandText.LabelOf(option), Describe(option))), width),
    ]);

    /// <summary>The options that may follow a command.</summary>
    public static IEnumerable<Option> OptionsOf(Command command) =>
        command.Options.Concat(Outer(command).SelectMany(outer => outer.Options.Where(option => option.Recursive)))
            .Where(option => !option.Hidden);

    private static IEnumerable<Command> Outer(Command command) =>
        command.Parents.OfType<Command>().SelectMany(outer => Outer(outer).Prepend(outer));

    private static string Usage(Command command) => string.Join(' ', [
        CommandText.PathOf(command),
        .. command.Subcommands.Count == 0 ? [] : (string[])[command.Action is null ? "COMMAND" : "[COMMAND]"],
        .. command.Arguments.Select(CommandText.UsageOf),
        .. command.Options.Where(option => option.Required).Select(CommandText.LabelOf),
        "[options]"]);

    private static string Describe(Option option) =>
        option.Description + (CommandText.DefaultOf(option) is { } usual ? $" [default: {usual}]" : "");

    private static IEnumerable<string> Section(string title, IEnumerable<(string Name, string Text)> rows, int width) =>
        TextLayout.Columns(rows, width).ToArray() is { Length: > 0 } lines ? ["", $"{title}:", .. lines] : [];
}
