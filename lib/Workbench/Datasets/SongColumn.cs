using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>A column of a CSV file that says something of each song, which the column <c>id</c> or <c>path</c> names.</summary>
/// <typeparam name="T">What it says.</typeparam>
internal sealed class SongColumn<T>
    where T : struct
{
    private readonly Dictionary<string, T> values = new(StringComparer.Ordinal);
    private readonly string folder;

    private SongColumn(string folder) => this.folder = folder;

    /// <summary>Everything that is said, once each.</summary>
    public IEnumerable<T> Values => values.Values.Distinct();

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="column">The heading of the column.</param>
    /// <param name="inWords">What stands in it, for instance <c>training, validation or test</c>.</param>
    /// <param name="parse">Reads a cell; null says nothing of the song.</param>
    /// <exception cref="WorkbenchException">
    /// It cannot be read, lacks a column, or says two things of a song; or what <paramref name="parse"/> throws.
    /// </exception>
    public static SongColumn<T> Read(string path, string column, string inWords, Func<TableReader, int, T?> parse)
    {
        if (!File.Exists(path))
            throw new WorkbenchException(
                $"{path}: no such file; it should have the columns id and {column} ({inWords}).{NearestPath.Hint(path)}");
        using var table = TableReader.Open(path);
        var (id, value) = (table.Find("id", "path"), table.Find(column));
        if (id < 0 || value < 0)
            throw new WorkbenchException(
                $"{path}: needs the columns id (or path) and {column}; the header has {string.Join(", ", table.Header)}.");
        var songs = new SongColumn<T>(Path.GetDirectoryName(Path.GetFullPath(path))!);
        while (table.Read())
        {
            var name = table.Text(id).Replace('\\', '/');
            if (parse(table, value) is { } known && !songs.values.TryAdd(name, known) && !songs.values[name].Equals(known))
                throw table.Fault(id, $"is named with two values of {column}; keep one line");
        }
        return songs;
    }

    /// <summary>
    /// What is said of a song: by its id, by the path of its audio, or by that from the folder of the file; null if nothing.
    /// </summary>
    public T? Of(Track track) => Find(track.Id) ?? Find(track.AudioPath) ?? Find(Path.GetRelativePath(folder, track.AudioPath));

    private T? Find(string name) => values.TryGetValue(name.Replace('\\', '/'), out var value) ? value : null;
}
