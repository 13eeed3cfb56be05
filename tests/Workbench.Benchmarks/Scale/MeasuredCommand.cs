using System.Diagnostics;

namespace Workbench.Benchmarks.Scale;

/// <summary>What a command of <c>workbench</c> took.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="CoreSeconds">On all cores together.</param>
/// <param name="PeakMegabytes">The most memory that was resident; looked at 20 times a second.</param>
internal sealed record MeasuredCommand(double Seconds, double CoreSeconds, double PeakMegabytes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a command.</summary>
    /// <param name="program">Executable of <c>workbench</c>.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="arguments">What it is given.</param>
    /// <exception cref="InvalidOperationException">It fails.</exception>
    public static MeasuredCommand Run(string program, string data, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["WORKBENCH_DATA"] = data;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (errors, output) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        var (peak, cores) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(Pause))
        {
            process.Refresh();
            try
            {
                (peak, cores) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                break; // it ended in between
            }
        }
        process.WaitForExit();
        Task.WaitAll(errors, output);
        return process.ExitCode == 0 ? new(Stopwatch.GetElapsedTime(began).TotalSeconds, cores.TotalSeconds, peak / 1e6)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {errors.Result}");
    }
}
