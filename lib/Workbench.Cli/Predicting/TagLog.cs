using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Workbench.Foundation;

namespace Workbench.Cli.Predicting;

/// <summary>
/// What stood in the tags before: one JSON object a line, <c>{"Path": "...", "Before": ["..."], "After": ["..."]}</c>, on disk before the
/// file is changed.
/// </summary>
/// <param name="data">The folder <c>tags</c> in it gets the log, a file for each time.</param>
internal sealed class TagLog(DataFolder data) : IDisposable
{
    private readonly Lock gate = new();
    private FileStream? stream;

    /// <summary>Where it is kept; null as long as there is nothing in it.</summary>
    public string? Path => stream?.Name;

    /// <summary>Keeps a change that is about to be made.</summary>
    public void Add(TagChange change)
    {
        lock (gate) // several threads change files
        {
            stream ??= Begin();
            JsonSerializer.Serialize(stream, change);
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }
    }

    /// <summary>Reads a log; a last line that was cut off is of a change that was not made.</summary>
    /// <exception cref="WorkbenchException">It is absent, or no log.</exception>
    public static ImmutableArray<TagChange> Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            var isCutOff = lines is [.., var last] && !last.EndsWith('}');
            return [.. (isCutOff ? lines[..^1] : lines).Select(line => JsonSerializer.Deserialize<TagChange>(line)
                is { Path: not null, Before.IsDefault: false, After.IsDefault: false } change ? change
                    : throw new JsonException($"{line} names no path, or not both Before and After"))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new WorkbenchException($"{path}: no log of changed tags ({error.Message}); "
                + "workbench predict --write-tags says where it keeps its own.", error);
        }
    }

    public void Dispose() => stream?.Dispose();

    private FileStream Begin()
    {
        var folder = System.IO.Path.Combine(data.Path, "tags");
        PrivateFolder.Create(folder);
        var name = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture) + ".jsonl";
        return new(System.IO.Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }
}
