using static TorchSharp.torch;

namespace Workbench.Torch;

/// <summary>
/// torch's generator of random numbers, of which there is one a process: whoever draws from it has it alone, so that what is drawn depends
/// on the seed and on nothing that other threads do.
/// </summary>
internal static class TorchGenerator
{
    private static readonly Lock Gate = new();

    /// <summary>Does something that draws from it.</summary>
    /// <param name="seed">What it is seeded with first.</param>
    /// <param name="work">What draws.</param>
    public static T Seeded<T>(long seed, Func<T> work)
    {
        lock (Gate)
        {
            manual_seed(seed);
            return work();
        }
    }
}
