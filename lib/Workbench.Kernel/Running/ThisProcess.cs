using Workbench.Kernel.Output;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Running;

/// <summary>Executes cells in this process, whose console and current folder are theirs meanwhile.</summary>
internal sealed class ThisProcess : ICellHost
{
    private readonly string outerFolder = Environment.CurrentDirectory;
    private readonly ConsoleCapture capture = new();
    private readonly NotebookSession session;

    public ThisProcess(string folder, RunOptions options)
    {
        session = new NotebookSession(folder, options.Formatter, options.Host);
        Environment.CurrentDirectory = options.WorkingDirectory ?? folder;
    }

    public CellResult Execute(string code, string? language, string cellName, DocumentSink sink, CancellationToken token) =>
        session.Execute(code, language, cellName, sink, token);

    public string Assignments(IReadOnlyDictionary<string, string> values) => ParameterCell.Code(values, session.Variables());

    public void Dispose()
    {
        Environment.CurrentDirectory = outerFolder;
        session.Dispose();
        capture.Dispose();
    }
}
