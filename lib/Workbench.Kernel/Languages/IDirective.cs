using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>What a directive does that chooses no language.</summary>
internal interface IDirective
{
    /// <summary>The words behind <c>#!</c> that mean it.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Does it, on the thread of the cell.</summary>
    /// <param name="directive">The line.</param>
    /// <param name="language">The language of the code around it.</param>
    /// <param name="cell">The running cell.</param>
    /// <returns>What is left to do at the end of the cell, or null.</returns>
    /// <exception cref="CodeException">It cannot be done.</exception>
    Action? Run(CellDirective directive, ILanguage language, CellContext cell);
}
