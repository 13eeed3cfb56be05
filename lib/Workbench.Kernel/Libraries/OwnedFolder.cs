using Workbench.Foundation;

namespace Workbench.Kernel.Libraries;

/// <summary>
/// A folder of this process among the temporary ones. What a killed process left is removed by the next: a file in the folder stays
/// locked as long as its owner lives, and the system itself takes the lock from the dead.
/// </summary>
internal sealed class OwnedFolder : IDisposable
{
    private const string Prefix = "workbench-kernel-";
    private const string LockName = "owner.lock";

    private readonly FileStream owner;

    private OwnedFolder(string path, FileStream owner) => (Path, this.owner) = (path, owner);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Creates a folder, and removes those whose owners are gone.</summary>
    /// <param name="parent">Where to; the user's temporary folder if null.</param>
    public static OwnedFolder Create(string? parent = null)
    {
        parent ??= System.IO.Path.GetTempPath();
        // Another process may take a new folder for one that was left, before it is locked.
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.Combine(parent, Prefix + System.IO.Path.GetRandomFileName());
            try
            {
                PrivateFolder.Create(path); // what is in it will run
                var folder = new OwnedFolder(path, Lock(path, FileMode.CreateNew));
                if (IsOwned(path)) // nothing is removed where files cannot be locked
                    RemoveLeft(parent);
                return folder;
            }
            catch (IOException) when (attempt < 5)
            {
                // once more
            }
        }
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        owner.Dispose();
        Remove(Path);
    }

    private static void RemoveLeft(string parent)
    {
        foreach (var path in Directory.EnumerateDirectories(parent, Prefix + "*"))
            if (File.Exists(System.IO.Path.Combine(path, LockName)) && !IsOwned(path))
                Remove(path);
    }

    private static FileStream Lock(string path, FileMode mode) =>
        new(System.IO.Path.Combine(path, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    private static bool IsOwned(string path)
    {
        try
        {
            Lock(path, FileMode.Open).Dispose();
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true; // or another user's
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Windows keeps loaded files until the process ends; the next one removes them.
        }
    }
}
