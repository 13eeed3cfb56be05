using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Errors;

/// <summary>Makes readable errors of what the compiler and exceptions say.</summary>
internal static partial class CellErrors
{
    private const int MostCauses = 5;

    /// <summary>What runs cells, as the stack names it: ours, and F#'s.</summary>
    private static readonly string[] Machinery = [typeof(CodeException).Namespace!, "<StartupCode$FSI"];

    /// <summary>The error of code that the compiler must not see.</summary>
    /// <param name="line">The line, from 1, that is too deep.</param>
    public static CodeException TooDeep(int line)
    {
        var message = string.Create(CultureInfo.InvariantCulture,
            $"more than {CodeNesting.MostBrackets} brackets or {CodeNesting.MostStrings} interpolated strings inside each other, or "
            + $"{CodeNesting.MostOperators} operators in one expression: take the code apart");
        return new(new("CompilationError", message,
            [string.Create(CultureInfo.InvariantCulture, $"({line},1): error {message}")], line));
    }

    /// <summary>The error of a library that is in use in another build.</summary>
    /// <param name="library">The library, as the cell names it.</param>
    /// <param name="line">The line, from 1, that names it.</param>
    public static CodeException InUse(string library, int line)
    {
        var message = $"{Path.GetFileName(library)} is in use already, as it comes with the kernel: leave this line out, or restart the "
            + "kernel and run it before the first cell that needs the library";
        return new(new("CompilationError", message,
            [string.Create(CultureInfo.InvariantCulture, $"({line},1): error {message}")], line));
    }

    /// <summary>What an exception says, if it can be asked: a cell may throw one of its own that throws in turn.</summary>
    public static CellError Exception(Exception error, string cellName)
    {
        try
        {
            return error is CodeException code ? code.Error : Readable(error, cellName);
        }
        catch (Exception inner)
        {
            var message = $"the exception cannot be read: asked, it throws {inner.GetType().Name}";
            return new(error.GetType().Name, message, [$"{error.GetType().Name}: {message}"], null);
        }
    }

    private static CellError Readable(Exception error, string cellName)
    {
        while (error is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 } && error.InnerException is { } inner)
            error = inner;
        var frame = new StackTrace(error, fNeedFileInfo: true).GetFrames()
            .FirstOrDefault(frame => Path.GetFileName(frame.GetFileName()) == cellName);
        return new(error.GetType().Name, error.Message, [.. Lines(error)], frame?.GetFileLineNumber());
    }

    private static IEnumerable<string> Lines(Exception error, string label = "", int depth = 0)
    {
        Exception[] causes = depth == MostCauses ? []
            : error is AggregateException several
            ? [.. several.InnerExceptions]
            : error.InnerException is { } inner ? [inner] : [];
        return
        [
            $"{label}{error.GetType().Name}: {error.Message}", .. Frames(error),
            .. causes.Take(MostCauses).SelectMany(cause => Lines(cause, "caused by ", depth + 1)),
            .. causes.Length > MostCauses
                ? [string.Create(CultureInfo.InvariantCulture, $"and by {causes.Length - MostCauses} more")]
                : Array.Empty<string>(),
        ];
    }

    /// <summary>
    /// The stack down to the cell: names as they are written, file names in the place of paths, so that they may be committed; of the
    /// framework only what was called from code with a source; of deep recursion a frame and how often it stands there.
    /// </summary>
    private static IEnumerable<string> Frames(Exception error)
    {
        string[] frames =
        [
            .. (error.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd())
                .Where(line => !line.StartsWith("---", StringComparison.Ordinal))
                .TakeWhile(line => !Machinery.Any(name => line.Contains(" at " + name, StringComparison.Ordinal))),
        ];
        for (var (i, run) = (0, 1); i < frames.Length; i++, run++)
        {
            if (i + 1 < frames.Length && frames[i + 1] == frames[i])
                continue;
            if (!Framework().IsMatch(frames[i]) || i + 1 < frames.Length && SourcePath().IsMatch(frames[i + 1]))
                yield return Readable(frames[i]) + (run > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({run} times)") : "");
            run = 0;
        }
    }

    private static string Readable(string frame)
    {
        frame = CellFrame().Replace(SourcePath().Replace(frame, " in $1"), "at ");
        frame = Closure().Replace(StateMachine().Replace(frame, "$1()"), "");
        frame = LocalFunction().Replace(Lambda().Replace(frame, "lambda"), "$1");
        return frame.Replace("at Script.", "at ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@" in (?:.*[/\\])?([^/\\]+:line \d+)$")]
    private static partial Regex SourcePath();

    [GeneratedRegex(@"^ *at (System|Microsoft)\.")]
    private static partial Regex Framework();

    /// <summary>The compiler's name for the code of a cell itself.</summary>
    [GeneratedRegex(@"at [^ ]*<<Initialize>>[^ ]*\.MoveNext\(\) in ")]
    private static partial Regex CellFrame();

    /// <summary>The compiler's name for an async method.</summary>
    [GeneratedRegex(@"<([^ ]+)>d(?:__\d+)?\.MoveNext\(\)")]
    private static partial Regex StateMachine();

    /// <summary>The compiler's names for classes that hold what lambdas use.</summary>
    [GeneratedRegex(@"<>c(?:__DisplayClass\w+)?\.")]
    private static partial Regex Closure();

    [GeneratedRegex(@"<+\w+>+b__\w+")]
    private static partial Regex Lambda();

    [GeneratedRegex(@"<+\w+>+g__(\w+)\|\w+")]
    private static partial Regex LocalFunction();
}
