using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Errors;

/// <summary>Makes one readable error of what the compiler refuses in a cell.</summary>
internal static partial class CompilationErrors
{
    private const int MostErrors = 50, LongestLine = 200;

    /// <summary>Each error with its place, and with what to write instead where that is known.</summary>
    /// <param name="errors">The errors of the cell, at least one.</param>
    /// <param name="code">The cell.</param>
    /// <param name="chain">The cells before it.</param>
    public static CellError Of(IReadOnlyList<Diagnostic> errors, string code, ScriptChain chain)
    {
        var (repaired, places) = WithAtStart.Repair(code);
        var (written, compiled) = (SourceText.From(code), SourceText.From(repaired));
        var advice = new ErrorAdvice(chain, repaired);
        List<(Diagnostic Error, string? Advice)> told = [.. errors.Take(MostErrors).Select(error => (error, advice.For(error)))];
        // Of a line that is no C# and whose remedy is known, all else follows from that.
        var known = told.Where(each => each.Advice is not null).Select(each => Line(each.Error)).ToHashSet();
        if (errors.Any(IsOfGrammar))
            told = [.. told.Where(each => each.Advice is not null || !known.Contains(Line(each.Error)))];
        var traceback = new List<string>();
        foreach (var (error, remedy) in told)
        {
            var start = error.Location.SourceTree?.GetText().ContentEquals(compiled) == true
                ? written.Lines.GetLinePosition(WithAtStart.Written(error.Location.SourceSpan.Start, places))
                : error.Location.GetLineSpan().StartLinePosition; // in a file that the cell loads, or nowhere
            traceback.Add(FormattableString.Invariant($"({start.Line + 1},{start.Character + 1}): error {Text(error, remedy)}"));
            if (error.Location.IsInSource && start.Line < written.Lines.Count)
                traceback.AddRange(Excerpt(written.Lines[start.Line].ToString(), start.Character));
            if (remedy is not null)
                traceback.Add($"    {remedy}");
        }
        if (errors.Count > MostErrors)
            traceback.Add(FormattableString.Invariant($"and {errors.Count - MostErrors} more"));
        var (first, firstRemedy) = told[0];
        return new("CompilationError", $"{Text(first, firstRemedy)}{(firstRemedy is null ? "" : $". {firstRemedy}")}", traceback,
            first.Location.IsInSource ? Line(first) + 1 : null);
    }

    /// <summary>What the compiler says; where a remedy is known without what it guesses.</summary>
    private static string Text(Diagnostic error, string? remedy)
    {
        var message = error.GetMessage(CultureInfo.InvariantCulture);
        return $"{error.Id}: {(remedy is null ? message : Guess().Replace(message, "").TrimEnd('.'))}";
    }

    private static int Line(Diagnostic error) => error.Location.GetLineSpan().StartLinePosition.Line;

    private static bool IsOfGrammar(Diagnostic error) => error.Location.SourceTree?.GetDiagnostics().Any(wrong =>
        wrong.Id == error.Id && wrong.Location.SourceSpan == error.Location.SourceSpan) == true;

    /// <summary>A line with a mark below its place; of a long line what stands around it.</summary>
    private static string[] Excerpt(string line, int place)
    {
        var start = line.Length <= LongestLine ? 0 : Math.Clamp(place - LongestLine / 2, 0, line.Length - LongestLine);
        return ["    " + line[start..Math.Min(line.Length, start + LongestLine)], "    " + new string(' ', place - start) + "^"];
    }

    [GeneratedRegex(@" and no accessible extension method .*| \(are you missing .*\)$|, or on 'this' or 'base' .*")]
    private static partial Regex Guess();
}
