namespace Workbench.Kernel.Languages;

/// <summary>A question that the database did not answer.</summary>
/// <param name="message">What is wrong, and what to do about it.</param>
/// <param name="line">Where in the text, from 1; null where no place can be named.</param>
/// <param name="column">Where in the line, from 1.</param>
public sealed class SqlSourceException(string message, int? line = null, int? column = null) : Exception(message)
{
    /// <summary>Where in the text, from 1; null where no place can be named.</summary>
    public int? Line => line;

    /// <summary>Where in the line, from 1.</summary>
    public int? Column => column;
}
