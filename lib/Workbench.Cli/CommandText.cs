using System.CommandLine;
using System.Text.Json;

namespace Workbench.Cli;

/// <summary>What commands, arguments and options are called where people read of them.</summary>
internal static class CommandText
{
    /// <summary>A command with those that it stands in: <c>workbench data fetch</c>.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } outer ? $"{PathOf(outer)} {command.Name}" : command.Name;

    /// <summary>An option with its short form and its value: <c>-p, --parameter NAME=VALUE</c>.</summary>
    public static string LabelOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).Distinct().OrderBy(name => name.Length));
        return TakesValue(option) ? $"{names} {option.HelpName ?? ValueOf(option)}" : names;
    }

    private static string ValueOf(Option option) => (Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType) switch
    {
        var type when type == typeof(int) => "NUMBER",
        var type when type == typeof(FileInfo) => "FILE",
        var type when type == typeof(DirectoryInfo) => "FOLDER",
        _ => option.Name.TrimStart('-').ToUpperInvariant(),
    };

    /// <summary>An argument as a usage line has it: <c>[RUN ...]</c>.</summary>
    public static string UsageOf(Argument argument)
    {
        var name = argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name} ..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }

    /// <summary>Whether an option is followed by a value.</summary>
    public static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);

    /// <summary>Its value where it is left out; null for none that is worth telling.</summary>
    public static string? DefaultOf(Option option) => !TakesValue(option) || !option.HasDefaultValue ? null
        : option.GetDefaultValue() switch
        {
            null => null,
            Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
            var value => FormattableString.Invariant($"{value}"),
        };

    /// <summary>The first sentence.</summary>
    public static string FirstSentence(string? description)
    {
        var paragraph = (description ?? "").ReplaceLineEndings(" ");
        return paragraph.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? paragraph[..(end + 1)] : paragraph;
    }
}
