namespace Workbench.Figures;

/// <summary>How strongly a trace is drawn.</summary>
public enum Emphasis
{
    /// <summary>In the next colour of the palette.</summary>
    Normal,

    /// <summary>Bold, in the colour of the text: the mean among its parts.</summary>
    Strong,

    /// <summary>Thin, grey and dashed: what the data are compared with.</summary>
    Guide,
}
