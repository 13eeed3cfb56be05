namespace Workbench.Datasets.Fetch;

/// <summary>A folder that holds what was fetched from an object storage.</summary>
/// <param name="Address">What it is a copy of, for instance <c>s3://bucket/music</c>.</param>
/// <param name="Folder">The folder, absolute.</param>
internal sealed record StoredCopy(string Address, string Folder)
{
    /// <summary>The address of a file in it; of another file its path.</summary>
    public string AddressOf(string path) => path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        ? $"{Address.TrimEnd('/')}/{Path.GetRelativePath(Folder, path).Replace('\\', '/')}" : path;
}
