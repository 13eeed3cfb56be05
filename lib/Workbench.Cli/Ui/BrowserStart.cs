using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>
/// Opens an address in the user's browser by way of a file that only the user may read: other users see the arguments of all processes,
/// and the address holds the token.
/// </summary>
internal sealed class BrowserStart : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workbench-ui-").FullName; // its owner's alone

    private BrowserStart(string address)
    {
        var file = Path.Combine(folder, "open.html");
        File.WriteAllText(file, $"<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
            + $"<meta http-equiv=\"refresh\" content=\"0;url={WebUtility.HtmlEncode(address)}\"><title>Workbench</title>");
        try
        {
            Process.Start(new ProcessStartInfo(file) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            Dispose();
            throw new WorkbenchException(
                $"No browser could be started: {error.Message.TrimEnd('.')}. Leave --open out and open the address by hand.", error);
        }
    }

    /// <summary>Opens it.</summary>
    /// <exception cref="WorkbenchException">There is no browser, or none that is told of.</exception>
    public static BrowserStart Of(string address) => new(address);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
