namespace Workbench.Figures.Display;

/// <summary>Something a notebook shows in forms of its own.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface IDisplayable<TSelf> where TSelf : IDisplayable<TSelf>
{
    /// <summary>What writes each form, by MIME type.</summary>
    static abstract IReadOnlyDictionary<string, Func<TSelf, string>> Forms { get; }
}
