namespace Guanxi.Exchange.Reading;

/// <summary>Reads the fields of the present record by their role, too, and whom they name.</summary>
internal sealed class FieldReader : RowFields
{
    public const int LongestCode = 60, LongestName = 200, LongestPhone = 40, LongestEmail = 254;

    private const string Hidden = "****";

    private readonly int[] columns;
    private CustomerWords? lastCustomer;

    public FieldReader(FileReading reading, DelimitedReader record, List<RowError> errors) : base(reading, record, errors) =>
        columns = [.. Enum.GetValues<ColumnRole>().Select(role => reading.Columns[role] ?? -1)];

    public bool Has(ColumnRole role) => columns[(int)role] >= 0;

    public void Fail(ColumnRole role, string code) => Fail(columns[(int)role], code);

    public string? Peek(ColumnRole role) => Peek(columns[(int)role]);

    public string? Text(ColumnRole role, int longest) => Text(columns[(int)role], longest);

    public string? Code(ColumnRole role, int longest) => Code(columns[(int)role], longest);

    public bool Number(ColumnRole role, decimal most, out decimal? number, out string? currency) => Number(columns[(int)role], most, out number, out currency);

    public bool Moment(ColumnRole role, out SourceMoment moment) => Moment(columns[(int)role], out moment);

    /// <summary>Whom the row names; null for nobody.</summary>
    /// <param name="place">Where that is, if anybody is named.</param>
    public CustomerWords? Customer(Func<CustomerPlace?>? place = null)
    {
        var code = Code(ColumnRole.CustomerCode, LongestCode);
        var name = Text(ColumnRole.CustomerName, LongestName);
        var phone = Code(ColumnRole.Phone, LongestPhone);
        var email = Text(ColumnRole.Email, LongestEmail);
        if (phone?.Contains(Hidden, StringComparison.Ordinal) == true) Fail(ColumnRole.Phone, RowErrorCodes.Masked);
        if (email?.Contains(Hidden, StringComparison.Ordinal) == true) Fail(ColumnRole.Email, RowErrorCodes.Masked);
        if (email is not null && (email.IndexOf('@', StringComparison.Ordinal) is < 1 || email[^1] == '@' || email.Contains(' ', StringComparison.Ordinal)))
            Fail(ColumnRole.Email, RowErrorCodes.EmailUnreadable);
        if ((code ?? name ?? phone ?? email) is null) return null;
        var where = place?.Invoke();
        if (lastCustomer is { } last && ReferenceEquals(last.Code, code) && ReferenceEquals(last.Name, name)
            && ReferenceEquals(last.Phone, phone) && ReferenceEquals(last.Email, email) && last.Place == where) return last;
        return lastCustomer = new(code, name, phone, email, where);
    }
}
