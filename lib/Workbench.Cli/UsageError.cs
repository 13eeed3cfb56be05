using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Text.Json;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>What is wrong with a command line, in as few words as tell it, in one language.</summary>
internal static class UsageError
{
    /// <summary>The message: what is wrong, and which help to read; null for a right command line.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = CommandText.PathOf(command);
        string[] problems = Unknown(parsed, command) is { } unknown ? [unknown]
            : parsed.Errors.Count == 0 ? []
            : Missing(parsed.CommandResult).ToArray() is { Length: > 0 } missing ? missing
            : [.. parsed.Errors.Select(Describe).Distinct()];
        return problems.Length == 0 ? null : $"{path}: {string.Join(' ', problems)}\nMore: {path} --help";
    }

    /// <summary>A word that the command has no place for, the first of them.</summary>
    private static string? Unknown(ParseResult parsed, Command command)
    {
        var stray = Words(parsed)
            .FirstOrDefault(token => IsLikeOption(token.Value) && !IsAfterDashes(parsed, token))?.Value;
        if ((stray ?? (parsed.UnmatchedTokens is [var unmatched, ..] ? unmatched : null)) is not { } word)
            return null;
        if (IsLikeOption(word))
            return UnknownOption(word.Split('=')[0], command);
        string[] commands = [.. command.Subcommands.Where(inner => !inner.Hidden).Select(inner => inner.Name)];
        return commands.Length > 0 && command.Arguments.Count == 0 ? $"no command {word}; {NearestName.Hint(word, commands)}"
            : Words(parsed).FirstOrDefault(other => NearestName.Of(other.Value, commands) is not null)?.Value is { } meant
            ? $"no command {meant}; {NearestName.Hint(meant, commands)}"
            : $"{word} is one word too many. A path with blanks stands between quotes.";
    }

    private static IEnumerable<Token> Words(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens);

    /// <summary>Dashes say nothing of what was meant.</summary>
    private static string UnknownOption(string word, Command command)
    {
        var names = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).DistinctBy(name => name.TrimStart('-'))
            .ToDictionary(name => name.TrimStart('-'));
        return $"no option {word}; " + (NearestName.Of(word.TrimStart('-'), names.Keys) is { } near
            ? $"did you mean {names[near]}?"
            : $"there are {string.Join(", ", command.Options.Select(option => option.Name))}.");
    }

    /// <summary>What must be there and is not.</summary>
    private static IEnumerable<string> Missing(CommandResult result)
    {
        var command = result.Command;
        if (command.Action is null)
            yield return $"name a command; {NearestName.Hint("", command.Subcommands.Where(c => !c.Hidden).Select(inner => inner.Name))}";
        foreach (var argument in command.Arguments)
            if ((result.GetResult(argument)?.Tokens.Count ?? 0) < argument.Arity.MinimumNumberOfValues)
                yield return $"{argument.Name} is missing: {CommandText.FirstSentence(argument.Description)}";
        foreach (var option in command.Options)
            if (result.GetResult(option) is { Implicit: false } given)
            {
                if (given.Tokens.Count < option.Arity.MinimumNumberOfValues)
                    yield return $"{option.Name} needs a value: {CommandText.FirstSentence(option.Description)}";
            }
            else if (option.Required)
                yield return $"{option.Name} is missing: {CommandText.FirstSentence(option.Description)}";
    }

    /// <summary>A value that does not fit, or what the command itself says.</summary>
    private static string Describe(ParseError error)
    {
        var (name, type, completions) = error.SymbolResult switch
        {
            OptionResult { Option: var option } => (option.Name, option.ValueType, option.GetCompletions(CompletionContext.Empty)),
            ArgumentResult { Argument: var argument, Parent: not OptionResult } =>
                (argument.Name, argument.ValueType, argument.GetCompletions(CompletionContext.Empty)),
            ArgumentResult { Parent: OptionResult { Option: var option } } =>
                (option.Name, option.ValueType, option.GetCompletions(CompletionContext.Empty)),
            _ => ("", typeof(object), []),
        };
        if (error.SymbolResult?.Tokens is not [.., { Value: var value }])
            return error.Message;
        string[] words = [.. completions.Select(completion => JsonNamingPolicy.CamelCase.ConvertName(completion.Label))];
        return (Nullable.GetUnderlyingType(type) ?? type) == typeof(int) && !int.TryParse(value, out _)
            ? $"{name} {value} is no whole number."
            : words.Length > 0 && !words.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? $"{name} {value}: no such value; {NearestName.Hint(value, words)}"
            : error.Message;
    }

    private static bool IsLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static bool IsAfterDashes(ParseResult parsed, Token token) => parsed.Tokens
        .SkipWhile(other => other.Type != TokenType.DoubleDash)
        .Any(other => ReferenceEquals(other, token));
}
