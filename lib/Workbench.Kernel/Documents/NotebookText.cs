using System.Text;
using Workbench.Foundation;

namespace Workbench.Kernel.Documents;

/// <summary>The text of the files that notebooks are kept in.</summary>
internal static class NotebookText
{
    private const long MaximumBytes = 512 << 20;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file: UTF-8, or what its byte order mark says.</summary>
    /// <exception cref="NotebookException">There is none that can be read.</exception>
    public static string Read(string path)
    {
        try
        {
            using var stream = RegularFile.TryOpen(path, 4096, out var reason) ?? throw new NotebookException($"{path}: {reason}");
            if (!stream.CanSeek || stream.Length > MaximumBytes)
                throw new NotebookException($"{path}: is no file, or one of more than {MaximumBytes >> 20} MB: "
                    + "take the outputs out of the notebook, for instance with Jupyter.");
            using var reader = new StreamReader(stream, Strict);
            var text = new StringBuilder((int)stream.Length);
            var chars = new char[64 << 10];
            while (reader.Read(chars) is > 0 and var count)
                text.Append(chars, 0, text.Length + count <= stream.Length ? count
                    : throw new NotebookException($"{path}: is a device, or grows as it is read; name a file."));
            return text.ToString();
        }
        catch (DecoderFallbackException error)
        {
            throw new NotebookException($"{path}: is not UTF-8: {error.Message} Save it as UTF-8.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path}: {error.Message}", error);
        }
    }
}
