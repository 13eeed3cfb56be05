namespace Workbench.Features.Cache;

/// <summary>A file, and by what a change of it is noticed without reading it.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Size">Bytes; -1 if there is no such file.</param>
/// <param name="ModifiedTicks">Time of the last write, UTC.</param>
internal sealed record FileStamp(string Path, long Size, long ModifiedTicks)
{
    /// <summary>Looks at a file.</summary>
    public static FileStamp Of(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks) : new(file.FullName, -1, 0);
    }
}
