namespace Workbench.Cli.Ui;

/// <summary>The few things that were asked for last, so that asking again costs nothing. For any number of threads.</summary>
/// <param name="capacity">How many, at least 1.</param>
internal sealed class Recent<TKey, TValue>(int capacity) where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly List<(TKey Key, Lazy<TValue> Value)> things = []; // the latest last

    /// <summary>The thing of a key, made where it is not there; whoever asks meanwhile waits for it. One that fails is not kept.</summary>
    public TValue Get(TKey key, Func<TValue> make)
    {
        (TKey Key, Lazy<TValue> Value) thing;
        lock (gate)
        {
            var place = things.FindIndex(known => known.Key.Equals(key));
            thing = place >= 0 ? things[place] : (key, new(make));
            things.RemoveAll(known => known.Key.Equals(key));
            if (things.Count == capacity)
                things.RemoveAt(0);
            things.Add(thing);
        }
        try
        {
            return thing.Value.Value;
        }
        catch
        {
            lock (gate)
                things.Remove(thing);
            throw;
        }
    }
}
