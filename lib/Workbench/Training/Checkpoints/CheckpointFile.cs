using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Training.Checkpoints;

/// <summary>
/// The file from which a killed training goes on: a title, the key of the training, its state, and the SHA-256 of all that. It is
/// whole or absent at any moment.
/// </summary>
internal sealed class CheckpointFile
{
    private const string Title = "workbench checkpoint";

    private readonly string path, key;
    private readonly TimeSpan interval;
    private long savedAt = Stopwatch.GetTimestamp();

    /// <param name="path">The file.</param>
    /// <param name="key">What tells this training from every other.</param>
    /// <param name="interval">Time between two writings.</param>
    public CheckpointFile(string path, string key, TimeSpan interval)
    {
        (this.path, this.key, this.interval) = (path, key, interval);
    }

    /// <summary>Removes a checkpoint that is no longer wanted, and what a killed process left of one.</summary>
    public static void Delete(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
            return;
        File.Delete(path);
        TemporaryName.RemoveLeft(folder, Path.GetFileName(path));
    }

    /// <summary>Writes the state if the latest writing was long enough ago.</summary>
    /// <exception cref="WorkbenchException">The file cannot be written.</exception>
    public void SaveIfDue(ICheckpointed state)
    {
        if (Stopwatch.GetElapsedTime(savedAt) >= interval)
            Save(state);
    }

    /// <summary>Writes the state.</summary>
    /// <exception cref="WorkbenchException">The file cannot be written.</exception>
    public void Save(ICheckpointed state)
    {
        try
        {
            PrivateFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, stream => Write(stream, state));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException(
                $"The checkpoint {path} cannot be written: {error.Message} Make room or choose another place; "
                + "training goes on from the checkpoint before.", error);
        }
        savedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Brings a fresh training to the state in the file, if there is one.</summary>
    /// <param name="state">The training; left alone where the file is of no use.</param>
    /// <returns>Why the file is of no use; null if it was used or there is none.</returns>
    /// <exception cref="WorkbenchException">The file is there and cannot be read.</exception>
    public string? Load(ICheckpointed state)
    {
        if (!File.Exists(path))
            return null;
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException($"The checkpoint {path} cannot be read: {error.Message} Delete it to train from the beginning.",
                error);
        }
        var body = content.AsSpan(0, Math.Max(0, content.Length - SHA256.HashSizeInBytes));
        if (body.IsEmpty || !SHA256.HashData(body).AsSpan().SequenceEqual(content.AsSpan(body.Length)))
            return "it is damaged";
        using var reader = new BinaryReader(new MemoryStream(content, 0, body.Length), Encoding.UTF8);
        if (reader.ReadString() != Title || reader.ReadString() != key)
            return "it belongs to other data, another spec, another engine or another version of the library";
        state.Load(reader);
        return null;
    }

    private void Write(Stream stream, ICheckpointed state)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashed, Encoding.UTF8))
        {
            writer.Write(Title);
            writer.Write(key);
            state.Save(writer);
        }
        stream.Write(hash.Hash!);
    }
}
