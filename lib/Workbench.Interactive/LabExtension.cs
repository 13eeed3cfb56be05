using System.Data;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Foundation;
using Workbench.Notebook;

namespace Workbench.Interactive;

/// <summary>
/// Gives the cells of .NET Interactive (Polyglot Notebooks, dotnet-repl, <c>dotnet interactive jupyter</c>) what they have in our own
/// kernel: <c>#!sql</c> and <c>#!lab</c>, the functions of <see cref="CellFunctions"/>, and a stop button that stops the library.
/// The package loads itself; a build of one's own is loaded by two lines:
/// <code>
/// #r "lib/Workbench.Interactive/bin/Release/net10.0/Workbench.Interactive.dll"
/// await Workbench.Interactive.LabExtension.LoadAsync();
/// </code>
/// </summary>
public sealed class LabExtension : IKernelExtension
{
    /// <summary>What C# cells have without a <c>using</c> in our kernel, and not in the host.</summary>
    private static readonly string Usings = $"using System.IO;\nusing static {typeof(CellFunctions).FullName};\n";

    /// <summary>Loads it into the host of the calling cell; a second time, nothing happens.</summary>
    /// <exception cref="InvalidOperationException">No cell of .NET Interactive calls.</exception>
    public static Task LoadAsync() => KernelInvocationContext.Current is { HandlingKernel: { } kernel }
        ? new LabExtension().OnLoadAsync(kernel)
        : throw new InvalidOperationException("Only code of a cell of .NET Interactive can load this; call it from one.");

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The host has no kernels of several languages.</exception>
    public Task OnLoadAsync(Microsoft.DotNet.Interactive.Kernel kernel)
    {
        if (kernel.RootKernel is not CompositeKernel root)
            throw new InvalidOperationException($"The kernel {kernel.Name} stands alone, and #!sql needs one of several languages: "
                + "add it to a CompositeKernel.");
        if (root.FindKernelByName(SqlKernel.Language) is SqlKernel)
            return Task.CompletedTask;
        // By these conventions the library, which knows no host, finds what stops the calling cell, and its outputs. (What the host's own
        // display(value) returns has another id than what it has shown, and updates nothing.)
        AppContext.SetData("Notebook.CancellationToken", () => CellFunctions.CancellationToken);
        AppContext.SetData("Notebook.Display",
            (object value) => (Action<object>?)(KernelInvocationContext.Current is { } context ? context.Display(value).Update : null));
        HostFSharp.ServeNewer();
        LoadedFormatters.Watch();
        Formatter.Register<DataTable>(SharedTable.WriteJson, JsonFormatter.MimeType);
        var database = new CellDatabase(DataFolder.Find());
        root.Add(new SqlKernel(database).UseValueSharing());
        root.AddDirective<ShowLab>(ShowLab.Directive, (command, context) => command.Run(database, context));
        // Before the next cell: the one that calls would not see it, and take it from those after it.
        root.FindKernelByName("csharp")?.DeferCommand(new SubmitCode(Encoders + Usings));
        return Task.CompletedTask;
    }

    /// <summary>
    /// The line that brings encoders of others where a build lies in one folder; a package has brought them. The library itself is known:
    /// this assembly refers to it.
    /// </summary>
    private static string Encoders =>
        Path.Combine(Path.GetDirectoryName(typeof(LabExtension).Assembly.Location)!, "Workbench.Onnx.dll") is var library
            && File.Exists(library) ? $"#r \"{library}\"\n" : "";
}
