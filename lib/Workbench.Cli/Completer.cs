using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;

namespace Workbench.Cli;

/// <summary>What can follow on a command line.</summary>
internal static class Completer
{
    /// <summary>The words that the last one can become.</summary>
    /// <param name="root">The command that the line begins with.</param>
    /// <param name="words">What follows it; the last word, which may be empty, is the one to complete.</param>
    public static IReadOnlyList<string> Complete(Command root, IReadOnlyList<string> words)
    {
        var (before, current) = (words.SkipLast(1).ToArray(), words.Count == 0 ? "" : words[^1]);
        var parsed = root.Parse(before);
        var command = parsed.CommandResult.Command;
        var options = HelpPage.OptionsOf(command).ToList();
        IEnumerable<string> candidates =
            Option(options, before.LastOrDefault("")) is { } open && CommandText.TakesValue(open) ? ValuesOf(open)
            : current.Split('=', 2) is [['-', ..] name, _] && Option(options, name) is { } assigned
            ? ValuesOf(assigned).Select(known => $"{name}={known}")
            : current.StartsWith('-')
            ? options.Where(option => parsed.GetResult(option) is null or { Implicit: true } || option.Arity.MaximumNumberOfValues > 1)
                .Select(option => option.Aliases.Append(option.Name).MaxBy(name => name.Length)!)
            : [
                .. command.Subcommands.Where(inner => !inner.Hidden && parsed.CommandResult.Tokens.Count == 0).Select(inner => inner.Name),
                .. NextArgument(parsed) is { } argument ? ValuesOf(argument) : [],
            ];
        return [.. candidates.Select(known => current.Contains('=') ? known : UpToValue(known))
            .Where(known => known.StartsWith(current, StringComparison.OrdinalIgnoreCase))
            .Distinct()];
    }

    private static Option? Option(IEnumerable<Option> options, string name) =>
        options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    /// <summary>The first argument that takes one more word.</summary>
    private static Argument? NextArgument(ParseResult parsed) => parsed.CommandResult.Command.Arguments.FirstOrDefault(argument =>
        (parsed.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MaximumNumberOfValues);

    private static IEnumerable<string> ValuesOf(Symbol symbol)
    {
        var isEnum = symbol is Option { ValueType.IsEnum: true };
        return Known.Of(symbol.Name).Concat(symbol.GetCompletions(CompletionContext.Empty)
            .Select(item => isEnum ? JsonNamingPolicy.CamelCase.ConvertName(item.Label) : item.Label));
    }

    /// <summary>Of <c>training.sampling=balanced</c> the name first, the value with the next word that is asked for.</summary>
    private static string UpToValue(string known) => known.IndexOf('=') is >= 0 and var end ? known[..(end + 1)] : known;
}
