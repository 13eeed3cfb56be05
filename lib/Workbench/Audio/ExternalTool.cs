using System.Diagnostics;

namespace Workbench.Audio;

/// <summary>A program of the ffmpeg family, looked for once on PATH.</summary>
/// <param name="name">Without the extension that Windows adds.</param>
internal sealed class ExternalTool(string name)
{
    private readonly Lazy<string?> executable = new(() => Find(OperatingSystem.IsWindows() ? name + ".exe" : name));

    public string Name => name;

    public bool IsInstalled => executable.Value is not null;

    /// <summary>Runs the program on a file.</summary>
    /// <param name="path">The file to open.</param>
    /// <param name="arguments">What stands after <c>-i FILE</c>.</param>
    /// <param name="read">Reads what the program writes; the program is killed if this throws.</param>
    /// <param name="token">Kills the program.</param>
    /// <returns>What <paramref name="read"/> gave, and the last complaint, null if the program ended well.</returns>
    public (T Output, string? Complaint) Run<T>(string path, string[] arguments, Func<Stream, T> read, CancellationToken token)
    {
        // "file:" and the white list keep a file that poses as a play list from opening other addresses.
        string[] all = ["-v", "error", "-protocol_whitelist", "file,pipe", "-i", "file:" + path, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(executable.Value!, all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        })!;
        using var registration = token.Register(() => Kill(process));
        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var output = read(process.StandardOutput.BaseStream);
            process.WaitForExit();
            token.ThrowIfCancellationRequested();
            var lines = errors.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return (output, process.ExitCode == 0 ? null : lines.LastOrDefault() ?? $"{name} ended with exit code {process.ExitCode}");
        }
        finally
        {
            Kill(process);
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private static string? Find(string file) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
