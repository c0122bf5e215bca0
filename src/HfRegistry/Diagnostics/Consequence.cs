namespace HfRegistry.Diagnostics;

/// <summary>The results of failed requests, with which the messages of the Hub's and GitHub's errors begin. They take arguments as other templates do.</summary>
internal static class Consequence
{
    public const string NothingRefreshed = "Nothing was refreshed";
    public const string ModelNotAdded = "{model} was not added";
    public const string LicenseNameMissing = "The name of the license of {model} is unknown";
    public const string DetailsMissing = "The details of {model} are missing";
    public const string DetailsMissingForSome = "The details of {failed} of {count:# default|# defaults} are missing";
    public const string FileNotRead = "{path} was not read";
    public const string FileNotCompared = "{path} was not compared";
    public const string FileNotValidated = "{path} was not validated";
    public const string ListingIncomplete = "The listing ends after {count:# model|# models}";
    public const string DocumentsNotCompared = "{count:# document was|# documents were} not compared with the Hub";
    public const string NoDraft = "{model} has no draft";
    public const string ModelsNotVerified = "{failed} of {count:# model was|# models were} not verified";
    public const string ModelNotScored = "{model} was not scored";
    public const string ModelNotListed = "{model} is missing from the bill of models";
    public const string ModelNotDownloaded = "{model} was not downloaded";
    public const string FileNotDownloaded = "{model}: {path} was not downloaded";
    public const string ModelNotIngested = "{model} was not ingested";
    public const string ModelNotCompared = "{model} was not compared";
}
