namespace Workbench.Foundation;

/// <summary>
/// The stop button of the notebook whose cell calls. By convention, a kernel that has one puts two functions where
/// <see cref="AppContext.GetData"/> finds them: one gives the token of the calling cell, the other is told that the calling thread looks at
/// it. Without a kernel, nothing is there.
/// </summary>
internal static class StopButton
{
    private const string TokenName = "Notebook.CancellationToken";
    private const string HeedName = "Notebook.HeedCancellation";

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public static CancellationToken Token => (AppContext.GetData(TokenName) as Func<CancellationToken>)?.Invoke() ?? default;

    /// <summary>
    /// Says that the calling thread looks at the token from now on, until the result is disposed of: the kernel waits for it, and breaks
    /// nothing by force.
    /// </summary>
    /// <returns>Null where no cell calls.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted before.</exception>
    public static IDisposable? Heed() => (AppContext.GetData(HeedName) as Func<IDisposable?>)?.Invoke();
}
