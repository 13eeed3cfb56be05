using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Scripting;

/// <summary>Makes readable errors of what the compiler and exceptions say.</summary>
internal static partial class CellErrors
{
    public static CellError Compilation(IReadOnlyList<Diagnostic> errors, string code)
    {
        var lines = code.ReplaceLineEndings("\n").Split('\n');
        var traceback = new List<string>();
        foreach (var error in errors)
        {
            var start = error.Location.GetLineSpan().StartLinePosition;
            traceback.Add(string.Create(CultureInfo.InvariantCulture, $"({start.Line + 1},{start.Character + 1}): error {Text(error)}"));
            if (error.Location.IsInSource && start.Line < lines.Length)
                traceback.AddRange(["    " + lines[start.Line], "    " + new string(' ', start.Character) + "^"]);
        }
        var first = errors[0];
        return new("CompilationError", Text(first), traceback, first.Location.IsInSource ? first.Location.GetLineSpan().StartLinePosition.Line + 1 : null);
    }

    public static CellError Exception(Exception error, string cellName)
    {
        while (error is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && error.InnerException is { } inner)
            error = inner;
        var frame = new StackTrace(error, fNeedFileInfo: true).GetFrames().FirstOrDefault(frame => Path.GetFileName(frame.GetFileName()) == cellName);
        var traceback = new List<string> { $"{error.GetType().Name}: {error.Message}" };
        traceback.AddRange(Frames(error));
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
            traceback.Add($"caused by {inner.GetType().Name}: {inner.Message}");
        return new(error.GetType().Name, error.Message, traceback, frame?.GetFileLineNumber());
    }

    /// <summary>The stack down to the cell, with file names in the place of paths: they may be committed.</summary>
    private static IEnumerable<string> Frames(Exception error) =>
        (error.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => CellFrame().Replace(SourcePath().Replace(line.TrimEnd(), " in $1"), "at "))
            .Where(line => !line.StartsWith("---", StringComparison.Ordinal))
            .TakeWhile(line => !line.Contains(" at " + typeof(CellErrors).Namespace, StringComparison.Ordinal));

    private static string Text(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";

    [GeneratedRegex(@" in (?:.*[/\\])?([^/\\]+:line \d+)$")]
    private static partial Regex SourcePath();

    /// <summary>The compiler's name for the code of a cell itself.</summary>
    [GeneratedRegex(@"at [^ ]*<<Initialize>>[^ ]*\.MoveNext\(\) in ")]
    private static partial Regex CellFrame();
}
