namespace Workbench.Kernel.Languages;

/// <summary>A database that the host of a session lets <c>#!sql</c> cells ask.</summary>
public interface ISqlSource
{
    /// <summary>Asks.</summary>
    /// <param name="sql">The text of the cell, above it an empty line for each line of the cell before it.</param>
    /// <param name="parameters">What <c>@name</c> in the text stands for.</param>
    /// <param name="options">The options of the <c>#!sql</c> line that the kernel does not know itself, by name without dashes.</param>
    /// <param name="token">Stops the question.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="SqlSourceException">The question is wrong, or cannot be answered.</exception>
    SqlAnswer Ask(string sql, IReadOnlyDictionary<string, object?> parameters,
        IReadOnlyDictionary<string, string> options, CancellationToken token);
}
