using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Foundation;
using Workbench.Kernel.Running;
using Workbench.Notebook;
using Workbench.Tests.Kernel;

namespace Workbench.Tests.Notebook;

/// <summary>Live curves reach the outputs of a notebook by convention.</summary>
[Collection(ProcessWide.Name)]
public sealed class NotebookDisplayTests : IDisposable
{
    private const string Convention = "Notebook.Display";
    private readonly object? before = AppContext.GetData(Convention);

    public void Dispose() => AppContext.SetData(Convention, before);

    [Fact]
    public void Curves_are_shown_when_they_are_made_and_again_when_they_have_changed()
    {
        var shown = new List<string>();
        AppContext.SetData(Convention, (object first) =>
        {
            shown.Add($"shown: {first}");
            return (Action<object>)(next => shown.Add($"updated: {next}"));
        });
        LiveCurves.Show().Follow("MLP").Report(new WorkProgress("Training", 1, 2, "epoch 1"));
        Assert.Equal(["shown: No training has begun.", "updated: MLP: Training 1/2, epoch 1"], shown);
    }

    [Fact]
    public void A_cell_of_our_kernel_shows_them()
    {
        var notebook = NotebookBuilder.Of(
            $"#r \"{LibraryTests.WorkbenchLibrary().Replace('\\', '/')}\"\nusing Workbench.Notebook;\nvar curves = LiveCurves.Show();");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("No training has begun.", notebook.Cells[0].Data("text/plain"));
    }

    [Fact]
    public void DotNet_Interactive_is_known_by_its_names()
    {
        // The members as they stand in dotnet/interactive, src/Microsoft.DotNet.Interactive/Kernel.static.cs and DisplayedValue.cs.
        const string source = """
            namespace Microsoft.DotNet.Interactive;
            public class DisplayedValue { public object Value; public void Update(object value) => Value = value; }
            public abstract class Kernel
            {
                public static readonly DisplayedValue Latest = new();
                public static DisplayedValue display(object value, params string[] mimeTypes) { Latest.Value = value; return Latest; }
            }
            """;
        using var library = new MemoryStream();
        Assert.True(CSharpCompilation.Create("Stub", [CSharpSyntaxTree.ParseText(source)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(library).Success);
        var interactive = Assembly.Load(library.ToArray());
        object latest = interactive.GetType("Microsoft.DotNet.Interactive.Kernel")!.GetField("Latest")!.GetValue(null)!;
        var update = NotebookDisplay.ShowBy(interactive, "first");
        Assert.Equal("first", latest.GetType().GetField("Value")!.GetValue(latest));
        update!("second");
        Assert.Equal("second", latest.GetType().GetField("Value")!.GetValue(latest));
        Assert.Null(NotebookDisplay.ShowBy(typeof(object).Assembly, "first"));
    }

    [Fact]
    public void Without_a_notebook_nothing_is_shown()
    {
        AppContext.SetData(Convention, null);
        Assert.Equal("No training has begun.", LiveCurves.Show().ToString());
    }
}
