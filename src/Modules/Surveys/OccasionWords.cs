namespace Guanxi.Surveys;

/// <summary>After what a survey is sent, as people read it.</summary>
internal static class OccasionWords
{
    public static string Occasions(this Texts texts, IReadOnlyList<SurveyOccasion> occasions) =>
        occasions.Count == 0 ? texts["surveys.occasion.by_hand"] : string.Join(texts["surveys.occasion.and"], occasions.Select(o => texts.Of("surveys", o)));
}
