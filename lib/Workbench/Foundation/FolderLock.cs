namespace Workbench.Foundation;

/// <summary>
/// Keeps a folder from being cleaned while processes work with it: any number of them share the lock, and who cleans has it alone. It ends
/// with its process, however that ends.
/// </summary>
internal static class FolderLock
{
    private const string Name = "in-use.lock";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody cleans, and keeps others from it until the result is disposed of.</summary>
    /// <returns>The lock; null where nothing can be written, so that nobody cleans either.</returns>
    public static IDisposable? Share(string folder, Work work)
    {
        while (true)
            try
            {
                PrivateFolder.Create(folder);
                return Open(folder, FileAccess.Read, FileShare.Read);
            }
            catch (UnauthorizedAccessException)
            {
                return null;
            }
            catch (IOException) when (File.Exists(Path.Combine(folder, Name)))
            {
                work.Token.WaitHandle.WaitOne(Pause);
                work.ThrowIfStopped();
            }
            catch (IOException)
            {
                return null;
            }
    }

    /// <summary>The lock alone; null while others share it.</summary>
    public static IDisposable? TryTake(string folder)
    {
        try
        {
            return Open(folder, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static FileStream Open(string folder, FileAccess access, FileShare share) =>
        new(Path.Combine(folder, Name), FileMode.OpenOrCreate, access, share);
}
