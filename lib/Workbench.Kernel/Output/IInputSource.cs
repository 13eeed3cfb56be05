namespace Workbench.Kernel.Output;

/// <summary>What an <see cref="IOutputSink"/> is too where somebody can answer the cell's questions.</summary>
public interface IInputSource
{
    /// <summary>Asks the user and waits for the answer.</summary>
    /// <param name="prompt">What the user is told; may be empty.</param>
    /// <param name="isPassword">Whether the answer must not be seen.</param>
    /// <returns>The answer, without the end of the line.</returns>
    /// <exception cref="OperationCanceledException">The cell was interrupted meanwhile.</exception>
    /// <exception cref="InvalidOperationException">This front end cannot ask.</exception>
    string ReadLine(string prompt, bool isPassword);
}
