using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Workbench.Kernel.Jupyter;

/// <summary>The cells that this kernel has run, for front ends that leaf back through them.</summary>
internal sealed class CellHistory
{
    private readonly List<(int Line, string Code)> cells = [];

    public void Add(int line, string code)
    {
        lock (cells)
            cells.Add((line, code));
    }

    /// <summary>
    /// Answers a <c>history_request</c>: the last cells, a range of lines, or what fits a pattern of <c>*</c> and <c>?</c>.
    /// </summary>
    public JsonObject Reply(JupyterRequest request)
    {
        var content = request.Content;
        var output = request.Flag("output", false);
        List<(int Line, string Code)> found;
        lock (cells)
            found = content["hist_access_type"]?.GetValue<string>() switch
            {
                "tail" => [.. cells.TakeLast(Number("n", 0))],
                "range" => [.. cells.Where(cell => cell.Line >= Number("start", 0) && cell.Line < Number("stop", int.MaxValue))],
                "search" =>
                    [.. Unique(
                        cells.Where(cell => FileSystemName.MatchesSimpleExpression(content["pattern"]?.GetValue<string>() ?? "*",
                            cell.Code, ignoreCase: false))).TakeLast(Number("n", int.MaxValue))],
                var type => throw new NotebookException($"The history cannot be asked by {type}; it knows tail, range and search."),
            };
        return new() { ["status"] = "ok", ["history"] = new JsonArray([.. found.Select(Entry)]) };

        int Number(string name, int otherwise) => content[name]?.GetValue<int>() ?? otherwise;
        IEnumerable<(int Line, string Code)> Unique(IEnumerable<(int Line, string Code)> matches) =>
            request.Flag("unique", false) ? matches.Reverse().DistinctBy(cell => cell.Code).Reverse() : matches;
        JsonNode Entry((int Line, string Code) cell) =>
            new JsonArray(0, cell.Line, output ? new JsonArray(cell.Code, null) : cell.Code); // session 0 is this one; values are not kept
    }
}
