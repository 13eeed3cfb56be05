using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Workbench.Audio;

/// <summary>
/// Everything else, through an <c>ffmpeg</c> found on PATH: it writes the first audio stream as 32-bit float WAV to a pipe,
/// which <see cref="WaveReader"/> reads.
/// </summary>
internal sealed class FfmpegDecoder : IAudioDecoder
{
    private static readonly Lazy<string?> Executable = new(Find);

    public string Name => "ffmpeg";

    public bool IsInstalled => Executable.Value is not null;

    public bool MayRead(AudioFormat format) => true;

    public bool TryDecode(string path, AudioFormat format, CancellationToken cancellation, [NotNullWhen(true)] out AudioClip? clip, out string reason)
    {
        using var process = Start(path);
        using var registration = cancellation.Register(() => Kill(process));
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var isDecoded = TryReadOutput(process.StandardOutput.BaseStream, path, cancellation, out clip);
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            var lines = complaints.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            reason = lines.Length > 0 ? lines[^1] : "no samples could be decoded";
            return isDecoded && process.ExitCode == 0;
        }
        finally
        {
            Kill(process);
        }
    }

    private static bool TryReadOutput(Stream output, string path, CancellationToken cancellation, [NotNullWhen(true)] out AudioClip? clip)
    {
        try
        {
            return WaveReader.TryRead(output, path, cancellation, out clip, out _) && clip.SampleCount > 0;
        }
        catch (EndOfStreamException)
        {
            // Nothing was written: the exit code and the complaints say why.
            clip = null;
            return false;
        }
    }

    private static Process Start(string path)
    {
        // "file:" and the white list keep a file that poses as a play list from opening other addresses.
        string[] arguments = ["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", "file:" + path, "-map", "0:a:0", "-f", "wav", "-c:a", "pcm_f32le", "pipe:1"];
        return Process.Start(new ProcessStartInfo(Executable.Value!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true })!;
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
            process.Kill();
    }

    private static string? Find()
    {
        var name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);
    }
}
