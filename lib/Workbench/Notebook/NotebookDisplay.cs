namespace Workbench.Notebook;

/// <summary>
/// The outputs of the notebook whose cell calls. By convention, a host of cells puts a function where <see cref="AppContext.GetData"/>
/// finds it, which shows a value and returns what replaces it in place: our kernel does, and <c>Workbench.Interactive</c> in .NET
/// Interactive. Without a host, there is nothing.
/// </summary>
internal static class NotebookDisplay
{
    private const string Name = "Notebook.Display";

    /// <summary>Shows a value among the outputs of the calling cell.</summary>
    /// <returns>Shows another value in its place, from any thread and from later cells too; null where no notebook is.</returns>
    public static Action<object>? Show(object value) => (AppContext.GetData(Name) as Func<object, Action<object>?>)?.Invoke(value);
}
