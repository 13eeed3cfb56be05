using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>The list of all runs as it is sent, made anew when one has come, gone or changed, to whichever process that was due.</summary>
/// <param name="workspace">Whose runs.</param>
/// <param name="stop">Ends with the server.</param>
internal sealed class RunRows(Workspace workspace, CancellationToken stop)
{
    private readonly Recent<string, byte[]> lists = new(capacity: 1);

    /// <summary>Another text when another list is to be sent.</summary>
    /// <remarks>Every change of a file of a run puts another in its place, which changes the time of the folder.</remarks>
    public string Stamp()
    {
        var folder = new DirectoryInfo(workspace.Data.RunsPath);
        if (!folder.Exists)
            return "none";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var run in folder.EnumerateDirectories().OrderBy(run => run.Name, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{run.Name}/{run.LastWriteTimeUtc.Ticks}/")));
        return Convert.ToHexStringLower(hash.GetHashAndReset(), 0, 8);
    }

    /// <summary>The list as JSON.</summary>
    /// <exception cref="WorkbenchException">The index cannot be read.</exception>
    public byte[] Read(string stamp) => lists.Get(stamp, () =>
    {
        var index = workspace.Runs.Index(Work.OnAllProcessors with { Token = stop });
        return UiJson.Bytes(new { runs = index.Runs.Select(RunRow.Of), damaged = index.Damaged });
    });
}
