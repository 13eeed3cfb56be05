using System.Text;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>What a song of an index may be called.</summary>
internal static class SongId
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>An id in UTF-8.</summary>
    /// <exception cref="WorkbenchException">It is empty, too long, or no text.</exception>
    public static byte[] Utf8Of(string id)
    {
        try
        {
            return Utf8.GetBytes(id) is { Length: >= 1 and <= VectorSnapshot.MaxIdBytes } bytes ? bytes
                : throw new WorkbenchException($"An id has {Utf8.GetByteCount(id)} bytes in UTF-8 and must have 1 to "
                    + $"{VectorSnapshot.MaxIdBytes}; the path of a file is usual. It begins with \"{id[..Math.Min(id.Length, 40)]}\".");
        }
        catch (EncoderFallbackException error)
        {
            throw new WorkbenchException(
                $"The id \"{id}\" has half of a surrogate pair at {error.Index}; give the song another one.", error);
        }
    }
}
