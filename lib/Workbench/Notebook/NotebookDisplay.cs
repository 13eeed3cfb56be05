using System.Reflection;

namespace Workbench.Notebook;

/// <summary>
/// The outputs of the notebook whose cell calls. By convention, a kernel puts a function where <see cref="AppContext.GetData"/> finds it,
/// which shows a value and returns what replaces it in place; .NET Interactive is known by the names of its own. Without a kernel, there is
/// nothing.
/// </summary>
internal static class NotebookDisplay
{
    private const string Name = "Notebook.Display", Interactive = "Microsoft.DotNet.Interactive";

    /// <summary>Shows a value among the outputs of the calling cell.</summary>
    /// <returns>Shows another value in its place, from any thread and from later cells too; null where no notebook is.</returns>
    public static Action<object>? Show(object value) => AppContext.GetData(Name) is Func<object, Action<object>> show
        ? show(value)
        : ShowBy(Array.Find(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.GetName().Name == Interactive), value);

    /// <summary>Calls <c>Kernel.display(value)</c> of .NET Interactive, and <c>Update(value)</c> of what it returns.</summary>
    internal static Action<object>? ShowBy(Assembly? interactive, object value)
    {
        var shown = interactive?.GetType($"{Interactive}.Kernel")?
            .GetMethod("display", BindingFlags.Public | BindingFlags.Static, [typeof(object), typeof(string[])])?
            .Invoke(null, [value, Array.Empty<string>()]);
        var update = shown?.GetType().GetMethod("Update", [typeof(object)]);
        return update is null ? null : next => update.Invoke(shown, [next]);
    }
}
