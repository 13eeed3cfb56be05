using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>An object storage: files by their names, in buckets. What talks to it is a library beside this one.</summary>
internal interface IObjectStorage : IDisposable
{
    /// <summary>The objects of a bucket whose keys begin with a text, in the order of the keys.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">The text.</param>
    /// <param name="withFolders">Whether those belong to them that have a slash behind the text.</param>
    /// <param name="work">What stops it.</param>
    /// <exception cref="WorkbenchException">It does not answer, or refuses.</exception>
    IEnumerable<StoredObject> List(string bucket, string prefix, bool withFolders, Work work);

    /// <summary>Reads an object, from a byte on.</summary>
    /// <param name="bucket">Its bucket.</param>
    /// <param name="what">The object.</param>
    /// <param name="from">The first byte that is wanted.</param>
    /// <param name="take">Given the bytes, block by block.</param>
    /// <param name="work">What stops it.</param>
    /// <returns>Whether its version may be the MD5 of its content; not where the storage encrypts it with a key of somebody's.</returns>
    /// <exception cref="EndOfStreamException">The connection broke off.</exception>
    /// <exception cref="WorkbenchException">It does not answer, or refuses; there is no such object, or another one by now.</exception>
    bool Read(string bucket, StoredObject what, long from, Action<ReadOnlySpan<byte>> take, Work work);

    /// <summary>Writes a file as an object: it is there whole, or not at all.</summary>
    /// <exception cref="WorkbenchException">It does not answer, or refuses.</exception>
    void Write(string bucket, string key, string file, Work work);

    /// <summary>Deletes an object, if it is there.</summary>
    /// <exception cref="WorkbenchException">It does not answer, or refuses.</exception>
    void Delete(string bucket, string key, Work work);
}
