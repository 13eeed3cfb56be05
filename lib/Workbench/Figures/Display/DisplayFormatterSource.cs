namespace Workbench.Figures.Display;

/// <summary>Makes the formatters of a type, by the convention of <see cref="TypeFormatterSourceAttribute"/>.</summary>
/// <typeparam name="T">The type shown.</typeparam>
internal sealed class DisplayFormatterSource<T> where T : IDisplayable<T>
{
    /// <summary>One <see cref="DisplayFormatter{T}"/> for each form; called by name.</summary>
    // .NET Interactive calls it on an instance.
#pragma warning disable CA1822
    public IEnumerable<object> CreateTypeFormatters() => T.Forms.Select(form => new DisplayFormatter<T>(form.Key, form.Value));
#pragma warning restore CA1822
}
