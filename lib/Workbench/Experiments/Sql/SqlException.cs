using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>A question in SQL that is wrong, or that asks for more than reading.</summary>
/// <param name="message">What is wrong, and what to do about it.</param>
/// <param name="line">The line of the text, from 1; null where no place can be named.</param>
/// <param name="column">The column of the line, from 1.</param>
public sealed class SqlException(string message, int? line = null, int? column = null) : WorkbenchException(
    line is null ? message : FormattableString.Invariant($"line {line}, column {column}: {message}"))
{
    /// <summary>The message without the place.</summary>
    public string Reason => message;

    /// <summary>The line of the text, from 1; null where no place can be named.</summary>
    public int? Line => line;

    /// <summary>The column of the line, from 1.</summary>
    public int? Column => column;
}
