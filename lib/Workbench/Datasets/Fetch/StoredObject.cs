namespace Workbench.Datasets.Fetch;

/// <summary>A file in an object storage.</summary>
/// <param name="Key">What it is called in its bucket.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Version">Tells its content from another of the same name: its ETag.</param>
/// <param name="Modified">When it was written.</param>
internal sealed record StoredObject(string Key, long Bytes, string Version, DateTime Modified)
{
    /// <summary>The MD5 of the content, where the version is that; of objects that were written in parts it is something else.</summary>
    public string? Md5 => Version.Length == 32 && Version.All(char.IsAsciiHexDigitLower) ? Version : null;
}
