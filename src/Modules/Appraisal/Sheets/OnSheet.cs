namespace Guanxi.Appraisal.Sheets;

/// <summary>Something that is done with one sheet within reach.</summary>
internal abstract record OnSheet : IConcerns<AppraisalSheet>
{
    public Id<AppraisalSheet> SheetId { get; set; }

    Id<AppraisalSheet> IConcerns<AppraisalSheet>.Subject => SheetId;
}
