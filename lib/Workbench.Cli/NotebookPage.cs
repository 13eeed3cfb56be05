using Workbench.Foundation;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Reports;

namespace Workbench.Cli;

/// <summary>The page of an executed notebook.</summary>
internal static class NotebookPage
{
    public static void Write(NotebookDocument document, string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        HtmlReport.Write(document, writer);
    });
}
