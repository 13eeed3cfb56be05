namespace Workbench.Notebook;

/// <summary>
/// The stop button of the notebook whose cell calls. By convention, a kernel that has one puts a function
/// where <see cref="AppContext.GetData"/> finds it, which returns the token of the calling cell; without a kernel, nothing is there.
/// </summary>
internal static class NotebookStop
{
    private const string Name = "Notebook.CancellationToken";

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public static CancellationToken Token => (AppContext.GetData(Name) as Func<CancellationToken>)?.Invoke() ?? default;
}
