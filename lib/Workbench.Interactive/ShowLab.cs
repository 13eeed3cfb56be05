using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Workbench.Foundation;
using Workbench.Notebook;

namespace Workbench.Interactive;

/// <summary>A line <c>#!lab</c>: shows the card of a collection, that of the latest run if none is named, and the runs.</summary>
internal sealed class ShowLab : KernelCommand
{
    /// <summary>How the line is written.</summary>
    public static KernelActionDirective Directive => new("#!lab", "Show the songs of a collection, and the runs")
    {
        Parameters =
        {
            new("--dataset", "The collection, by name or path; that of the latest run if not given") { AllowImplicitName = true },
        },
    };

    /// <summary>The collection, by name or path; null for that of the latest run.</summary>
    public string? Dataset { get; set; }

    /// <summary>Shows them.</summary>
    public Task Run(CellDatabase database, KernelInvocationContext context)
    {
        try
        {
            var lab = Lab.On(database.SpecOf(Dataset).Dataset);
            context.Display(lab);
            context.Display(lab.Runs());
        }
        catch (WorkbenchException error)
        {
            context.Fail(this, message: error.Message);
        }
        return Task.CompletedTask;
    }
}
