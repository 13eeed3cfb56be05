using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Workbench.Foundation;

/// <summary>
/// Names under which files and folders are written until they are whole: <c>NAME.MACHINE-PROCESS-RANDOM.partial</c>. They tell who
/// writes, so that what a killed process left is known from what another one is writing, and is removed.
/// </summary>
/// <remarks><c>Workbench.Kernel</c>, which refers to no other project, and <c>Workbench.Cli</c> compile this file too.</remarks>
internal static partial class TemporaryName
{
    /// <summary>Endings of what is being written, and of what stood there before and waits for that.</summary>
    public const string Partial = "partial", Older = "older";

    /// <summary>Whether the processes of other machines live cannot be seen; nothing is written for as long as that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    private static readonly string Machine =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName)), 0, 4);

    /// <summary>A name that no other file has.</summary>
    /// <param name="path">What it shall become.</param>
    /// <param name="ending"><see cref="Partial"/> or <see cref="Older"/>.</param>
    public static string Of(string path, string ending = Partial) => string.Create(CultureInfo.InvariantCulture,
        $"{path}.{Machine}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}.{ending}");

    /// <summary>Whether a file or folder is not whole.</summary>
    public static bool Is(string path) => Written().IsMatch(Path.GetFileName(path));

    /// <summary>Removes what killed processes left of a file or folder, or of all that are in a folder.</summary>
    /// <param name="folder">The folder that holds it; need not be there.</param>
    /// <param name="name">Name of the file or folder; null for all, those in sub-folders included.</param>
    public static void RemoveLeft(string folder, string? name = null)
    {
        var options = new EnumerationOptions
        {
            IgnoreInaccessible = true,
            RecurseSubdirectories = name is null,
            AttributesToSkip = FileAttributes.ReparsePoint, // what is linked to is elsewhere
        };
        if (!Directory.Exists(folder))
            return;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", options).ToList())
            if (Written().Match(entry.Name) is { Success: true } match && (name is null || match.Groups["name"].Value == name)
                && IsLeft(entry, match))
                Remove(entry, Path.Combine(Path.GetDirectoryName(entry.FullName)!, match.Groups["name"].Value));
    }

    /// <summary>Whether a file has a name of this kind and whoever was writing it is gone.</summary>
    public static bool IsLeft(string path) =>
        Written().Match(Path.GetFileName(path)) is { Success: true } match && IsLeft(new FileInfo(path), match);

    private static bool IsLeft(FileSystemInfo entry, Match match) =>
        entry.LastWriteTimeUtc < DateTime.UtcNow - Patience
        || (match.Groups["machine"].Value == Machine
            && !IsAlive(int.Parse(match.Groups["process"].Value, CultureInfo.InvariantCulture), entry.LastWriteTimeUtc));

    /// <summary>Whether a process is there that was there at some time: numbers are given again.</summary>
    private static bool IsAlive(int id, DateTime when)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime() <= when + ClockTolerance && !IsDefunct(id);
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true; // somebody else's
        }
    }

    /// <summary>
    /// Whether a process has ended and is only waited for: the first process of a container may be late to do so, or never does it.
    /// </summary>
    private static bool IsDefunct(int id)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            var state = File.ReadAllText($"/proc/{id}/stat");
            return state[state.LastIndexOf(')') + 2] is 'Z' or 'X'; // behind its name, which may hold anything
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error is IOException; // gone meanwhile
        }
    }

    private static void Remove(FileSystemInfo entry, string whole)
    {
        try
        {
            if (entry.Name.EndsWith(Older, StringComparison.Ordinal) && !Path.Exists(whole))
                Directory.Move(entry.FullName, whole); // killed between taking the old one away and putting the new one there
            else if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another process has removed it, or it is another user's.
        }
    }

    // Earlier versions wrote .unfinished-NAME and NAME.32DIGITS.partial.
    [GeneratedRegex(@"^(?:\.unfinished-(?<name>.+)|"
        + @"(?<name>.+)\.(?:(?<machine>[0-9a-f]{8})-(?<process>[0-9]{1,9})-[0-9a-f]{8}|[0-9a-f]{32})\.(?:partial|older))$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Written();
}
