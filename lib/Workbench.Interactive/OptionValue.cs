using System.Text.Json;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Workbench.Foundation;

namespace Workbench.Interactive;

/// <summary>
/// What the text of an option stands for that the host hands over as it is written: for itself, for what is in its quotes, or, written
/// <c>@LANGUAGE:NAME</c>, for a variable of another language.
/// </summary>
internal static class OptionValue
{
    /// <summary>The value of the option of that name; null where it is not given.</summary>
    /// <exception cref="WorkbenchException">There is no such variable, or the quotes do not end.</exception>
    public static async Task<string?> Of(SubmitCode command, string option, SqlKernel kernel) =>
        !command.Parameters.TryGetValue(option, out var text) ? null
        : text.StartsWith('@') ? await Variable(text, kernel)
        : text.StartsWith('"') ? Unquoted(text)
        : text;

    private static string Unquoted(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(text)!;
        }
        catch (JsonException)
        {
            throw new WorkbenchException($"{text} is no text in quotes; within them write \\\\ for \\ and \\\" for \".");
        }
    }

    private static async Task<string> Variable(string reference, SqlKernel kernel)
    {
        var asked = reference[1..].Split(':', 2) is [var language, { Length: > 0 } name]
            && kernel.RootKernel.FindKernelByName(language) is { } source
            ? await source.SendAsync(new RequestValue(name, targetKernelName: source.Name))
            : null;
        return asked?.Events.OfType<ValueProduced>().SingleOrDefault() is { } value ? $"{value.Value}"
            : throw new WorkbenchException($"{reference} names no variable; it is written @LANGUAGE:NAME, for instance @csharp:dataset.");
    }
}
