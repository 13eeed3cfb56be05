using Workbench.Kernel.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>
/// Where the outputs of one running cell go: a notebook file, or the messages of a Jupyter kernel. Called from any
/// thread, also after the cell has ended, when it left work running.
/// </summary>
public interface IOutputSink
{
    /// <summary>Text on a standard stream; many small pieces, which the sink joins.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">A piece of text, not necessarily a line.</param>
    void Stream(string name, string text);

    /// <summary>Shows a value.</summary>
    /// <param name="data">The value's renderings.</param>
    /// <param name="displayId">The name by which <see cref="Update"/> finds it.</param>
    void Display(MimeBundle data, string displayId);

    /// <summary>Replaces a shown value in place, also one of an earlier cell.</summary>
    /// <param name="data">The new renderings.</param>
    /// <param name="displayId">The name that it was shown under.</param>
    void Update(MimeBundle data, string displayId);

    /// <summary>Removes what the cell has put out so far.</summary>
    /// <param name="wait">Only when the next output comes, so that an animation does not flicker.</param>
    void Clear(bool wait);
}
