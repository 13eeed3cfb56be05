namespace Workbench.Kernel.Languages;

/// <summary>A language that cells are written in. It is called from the thread of the cell that runs.</summary>
internal interface ILanguage
{
    /// <summary>What directives call it: its name, then other spellings.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What code of this language has declared, or was given.</summary>
    IReadOnlyList<Variable> Variables { get; }

    /// <summary>Runs code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="token">Cancelled when the cell is interrupted.</param>
    /// <returns>What it came to; null where there is nothing to show.</returns>
    /// <exception cref="CodeException">The code is wrong.</exception>
    object? Run(CellCode code, CancellationToken token);

    /// <summary>Gives code of this language a variable.</summary>
    /// <param name="variable">Its name is an identifier; its value is shared by reference.</param>
    /// <exception cref="NotebookException">The language has no variables, or not this one.</exception>
    void Set(Variable variable);
}
