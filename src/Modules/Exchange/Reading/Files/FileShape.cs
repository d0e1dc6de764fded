namespace Guanxi.Exchange.Reading;

internal enum Delimiter { Comma, Semicolon, Tab, Pipe, Blanks }

/// <summary>How a delimited file is laid out. Line ends need no choice: CR, LF and CRLF all end a line.</summary>
internal sealed record FileShape
{
    public string Encoding { get; init; } = "utf-8";
    public Delimiter Delimiter { get; init; }

    /// <summary>Whether a double quote at the start of a field encloses it.</summary>
    public bool Quoted { get; init; } = true;

    public bool HasHeader { get; init; } = true;

    /// <summary>Lines before the header that belong to no row, such as Excel's <c>sep=;</c>.</summary>
    public int SkippedLines { get; init; }

    /// <summary>Fields that a sound row has.</summary>
    public int Columns { get; init; }

    public char DelimiterSign => Delimiter switch
    {
        Delimiter.Comma => ',',
        Delimiter.Semicolon => ';',
        Delimiter.Tab => '\t',
        Delimiter.Pipe => '|',
        _ => ' ',
    };

    public DelimitedReader Read(SourceFile file) =>
        new(new StreamReader(file.Open(), TextEncoding.Named(Encoding), detectEncodingFromByteOrderMarks: false, 1 << 16), this);
}
